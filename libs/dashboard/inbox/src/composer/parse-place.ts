export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

const NUMBER = String.raw`(-?\d{1,3}(?:\.\d+)?)`;
/** Where links to maps, and people, put a place; the marker of a Google link before the middle of what it shows. */
const SHAPES = [
  new RegExp(`!3d${NUMBER}!4d${NUMBER}`),
  new RegExp(String.raw`[?&](?:q|ll|sll|query|destination|daddr|coordinate|center)=(?:loc:)?${NUMBER},\+?\s*${NUMBER}`),
  new RegExp(String.raw`[?&]mlat=${NUMBER}&mlon=${NUMBER}`),
  new RegExp(`@${NUMBER},${NUMBER}`),
  new RegExp(String.raw`#map=\d+(?:\.\d+)?/${NUMBER}/${NUMBER}`),
  new RegExp(`^geo:${NUMBER},${NUMBER}`),
  new RegExp(String.raw`^\s*\(?${NUMBER}\s*[,;\s]\s*${NUMBER}\)?\s*$`),
];

/** A place in what somebody pasted: coordinates, or a link of Google Maps, Apple Maps, OpenStreetMap, or a `geo:` one. */
export function parsePlace(pasted: string): Coordinates | null {
  const text = decoded(pasted.trim());
  for (const shape of SHAPES) {
    const found = shape.exec(text);
    if (!found) continue;
    const [latitude, longitude] = [Number(found[1]), Number(found[2])];
    if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) return { latitude, longitude };
  }
  return null;
}

/** A shortened link tells nothing until it is opened, and opening it is not ours to do. */
export const isShortLink = (pasted: string): boolean =>
  /^https?:\/\/(maps\.app\.goo\.gl|goo\.gl|maps\.apple)\b/.test(pasted.trim());

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
