import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

const SIDE = 192;
type Colour = readonly [number, number, number];

/** A profile picture as a PNG: head and shoulders before a colour, the same for the same name. */
export function drawPerson(name: string): Buffer {
  const [red = 0, green = 0, blue = 0] = createHash('sha256').update(name).digest();
  const wall: Colour = [100 + (red % 120), 100 + (green % 120), 100 + (blue % 120)];
  const person: Colour = [wall[0] - 70, wall[1] - 70, wall[2] - 70];
  const rows = Array.from({ length: SIDE }, (_row, y) => {
    const pixels = Array.from({ length: SIDE }, (_pixel, x) => (isPerson(x, y) ? person : wall));
    return Buffer.from([0, ...pixels.flat()]);
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIDE, 0);
  header.writeUInt32BE(SIDE, 4);
  header.set([8, 2], 8); // eight bits each of red, green and blue
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const within = (x: number, y: number, [cx, cy]: readonly [number, number], [rx, ry]: readonly [number, number]) =>
  ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1;
const isPerson = (x: number, y: number): boolean =>
  within(x, y, [SIDE / 2, SIDE * 0.4], [SIDE * 0.18, SIDE * 0.21]) ||
  within(x, y, [SIDE / 2, SIDE * 1.02], [SIDE * 0.36, SIDE * 0.34]);

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
