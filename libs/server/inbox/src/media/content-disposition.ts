/** How a browser takes a file (RFC 6266): shown or saved, under a name that cannot reach into the header or the reader's folders. */
export function disposition(shown: boolean, fileName: string | null): string {
  const kind = shown ? 'inline' : 'attachment';
  const name = safeName(fileName ?? '');
  if (name === '') return kind;
  const plain = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded(name)}`;
}

/** Without what is no character of a name: controls, marks that turn the writing's direction (`exe.fdp`), parts of a path. */
function safeName(name: string): string {
  return name
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[/\\:*?<>|]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(0, 150)
    .toWellFormed();
}

const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
