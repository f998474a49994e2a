/**
 * A name as it is searched: without accents, case, ornament ("𝓜aria", "Ｍａｒｉａ") and superfluous blanks, so that "joao" finds "João".
 * Both cases in turn, because some letters meet only in one of them ("ß" and "SS", the three sigmas). Folding twice changes nothing.
 */
export const foldName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
