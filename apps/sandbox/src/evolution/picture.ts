import { createHash, randomBytes } from 'node:crypto';
import { byteMap, long, randomByteMap, type Json } from './wire';
import { VOICE_BASE64 } from './voice-bytes';
import { PICTURE_BASE64, THUMBNAIL_BASE64 } from './picture-bytes';

/** A picture as it arrives from a phone: its file is encrypted on WhatsApp's servers, only the thumbnail is here. */
export function pictureContent(caption: string | undefined, seconds: number): Json {
  const file = Buffer.from(PICTURE_BASE64, 'base64');
  return {
    imageMessage: {
      interactiveAnnotations: [],
      scanLengths: [],
      annotations: [],
      ...mediaFields(file, 'image/jpeg', seconds),
      ...(caption && { caption }),
      height: 180,
      width: 240,
      jpegThumbnail: thumbnail(),
    },
  };
}

export const voiceContent = (seconds: number): Json => ({
  audioMessage: {
    ...mediaFields(Buffer.from(VOICE_BASE64, 'base64'), 'audio/ogg; codecs=opus', seconds),
    seconds: 1,
    ptt: true,
    waveform: randomByteMap(64),
  },
});

/** What every kind of media carries. */
export function mediaFields(file: Buffer, mimetype: string | null, seconds: number): Json {
  const name = randomBytes(10).toString('hex');
  const directPath = `/v/t62.7118-24/${name}_n.enc?ccb=11-4&oh=01_SANDBOX&oe=69000000&_nc_sid=5e03e0`;
  return {
    url: `https://mmg.whatsapp.net${directPath}&mms3=true`,
    ...(mimetype && { mimetype }),
    fileSha256: byteMap(createHash('sha256').update(file).digest()),
    fileLength: long(file.length, true),
    mediaKey: randomByteMap(32),
    fileEncSha256: randomByteMap(32),
    directPath,
    mediaKeyTimestamp: long(seconds),
  };
}

export const thumbnail = (): Json => byteMap(Buffer.from(THUMBNAIL_BASE64, 'base64'));
