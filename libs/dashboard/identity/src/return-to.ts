/** Only places of this application: `//host` and `https:` would lead away. */
export function safeReturnTo(wish: string | null | undefined): string {
  return wish && /^\/(?![/\\])/.test(wish) && !/^\/(login|register|forgot|reset|invite)\b/.test(wish) ? wish : '/';
}
