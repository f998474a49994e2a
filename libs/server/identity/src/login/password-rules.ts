import { UserProblem } from '@prosa/server/platform';

export const SHORTEST_PASSWORD = 10;
const LONGEST_PASSWORD = 200;

/** The commonest of the leaked ones that are long enough to pass otherwise, after `plain`. */
const COMMON = new Set(
  `password password1 password12 password123 password1234 passw0rd123 mypassword yourpassword thepassword changeme changemenow changeme123 letmein letmein123
   welcome welcome123 welcome1234 administrator admin admin123 admin1234 adminadmin administrador administrador1 rootroot qwerty qwertyuiop qwertyuiop123 qwerty123
   qwerty1234 qwerty12345 qwertyqwerty asdfghjkl asdfghjklz asdfghjklç zxcvbnm zxcvbnmzxcvbnm 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx 1qaz2wsx3edc qazwsxedc
   qazwsxedcrfv zaq12wsx iloveyou iloveyou1 iloveyou12 iloveyou123 iloveyouforever sunshine sunshine123 princess princess123 football football123
   basketball baseball baseball123 superman superman123 batman spiderman monkey123 dragon dragon123 dragonball dragonballz pokemon pokemon123 starwars starwars123
   liverpool manchester manchesterunited chelsea arsenal barcelona barcelona123 realmadrid flamengo flamengo123 corinthians corinthians1 corinthians123 palmeiras
   palmeiras123 saopaulo saopaulofc saopaulo123 vascodagama cruzeiro cruzeiro123 gremio internacional botafogo fluminense atleticomineiro
   brasil brasil123 brasil2024 brasil2025 brasil2026 minhasenha minhasenha1 minhasenha123 senha senha123 senha1234 senha12345 senha123456 senhasenha senhaforte
   senhasegura mudar123 mudar1234 mudarsenha teamo teamo123 teamomuito eutemo euteamo euteamo123 amormeu amoreterno deusefiel deusefiel1 deusefiel123 deusemais
   jesuscristo jesuscristo1 jesusteama jesuseomeusenhor familia familia123 felicidade gabriel123 matheus123 leonardo123 fernanda123 computador computer computer123
   internet internet123 whatsapp whatsapp123 facebook facebook123 instagram google123 samsung samsung123 michelle jennifer alexander elizabeth christopher
   abcdefghij abcdefghijk abc123abc123 abcd1234abcd 123abc123abc a1b2c3d4e5 trustno1 secret123 secretpassword supersecret masterkey master123 hello123 helloworld
   helloworld123 whatever123 blink182 charlie123 michael123 jordan23 test1234 test123456 testtest testtest123 teste123 teste1234 teste12345 demo123456`.split(
    /\s+/,
  ),
);
const ROWS = [
  '01234567890123456789',
  '98765432109876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertyuiopqwertyuiop',
];

/** `P@ssw0rd!!` is `password`: case, the usual replacements and what is hung on at the end hide nothing from a guesser. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[@4]/g, 'a')
    .replace(/0/g, 'o')
    .replace(/[$5]/g, 's')
    .replace(/3/g, 'e')
    .replace(/[1!|]/g, 'i');
const PLAIN_COMMON = new Set([...COMMON].map(plain));

/** What a guesser knows of somebody: the e-mail and what is before its @, the names with blanks and without. */
export const knownOf = (email: string, ...names: string[]): string[] => [
  email,
  email.split('@')[0] as string,
  ...names.flatMap((name) => [name, name.replaceAll(' ', '')]),
];

/** Throws UserProblem when a password is too short, too long, among the commonest, or made of what is written beside it. */
export function checkPassword(password: string, known: readonly string[] = []): void {
  const refuse = (code: string, message: string) => new UserProblem(code, message, ['password']);
  if (password.length > LONGEST_PASSWORD) throw refuse('TOO_LONG', `At most ${LONGEST_PASSWORD} characters.`);
  if ([...password].length < SHORTEST_PASSWORD)
    throw refuse('WEAK_PASSWORD', `At least ${SHORTEST_PASSWORD} characters.`);
  if (isCommon(password) || isRepetition(password) || isRow(password))
    throw refuse('WEAK_PASSWORD', 'Too many people use this password.');
  const lower = password.toLowerCase();
  if (known.some((word) => word.length >= 4 && lower.replaceAll(word.toLowerCase(), '').length < 4)) {
    throw refuse('WEAK_PASSWORD', 'This is too close to your name or e-mail.');
  }
}

function isCommon(password: string): boolean {
  const lower = password.toLowerCase();
  const bare = lower.replace(/[\d\W_]+$/, '');
  return COMMON.has(lower) || COMMON.has(bare) || PLAIN_COMMON.has(plain(lower)) || PLAIN_COMMON.has(plain(bare));
}
const isRepetition = (password: string): boolean => /^(.{1,4})\1+.{0,3}$/su.test(password);
const isRow = (password: string): boolean => ROWS.some((row) => row.includes(password.toLowerCase()));
