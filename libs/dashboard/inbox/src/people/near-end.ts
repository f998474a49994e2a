/** Whether so few strangers are left for the day that whoever writes should know. */
export const nearEnd = ({ used, limit }: { readonly used: number; readonly limit: number }): boolean =>
  limit - used <= Math.max(3, limit / 5);
