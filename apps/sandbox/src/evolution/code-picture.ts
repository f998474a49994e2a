import QRCode from 'qrcode';

/** A code as the picture that Evolution hands out. */
export const drawCode = (code: string): Promise<string> =>
  QRCode.toDataURL(code, { margin: 3, width: 300, errorCorrectionLevel: 'H' });
