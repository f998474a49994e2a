import { durationText, fileType, localPath, shapeOf, sizeText } from './media-view';
import { attachment as file } from './thread.fixture';

describe('how a file is shown', () => {
  it('goes by its kind until it is here, then by what it is', () => {
    expect(shapeOf('IMAGE', file({ state: 'PENDING', mimeType: 'application/octet-stream' }))).toBe('photo');
    expect(shapeOf('IMAGE', file())).toBe('photo');
    expect(shapeOf('IMAGE', file({ mimeType: 'application/octet-stream' }))).toBe('document');
    expect(shapeOf('STICKER', file({ mimeType: 'image/webp' }))).toBe('sticker');
    expect(shapeOf('VIDEO', file({ mimeType: 'video/mp4' }))).toBe('video');
    expect(shapeOf('AUDIO', file({ mimeType: 'audio/ogg' }))).toBe('audio');
    expect(shapeOf('AUDIO', file({ mimeType: 'video/mp4' }))).toBe('audio');
    expect(shapeOf('AUDIO', file({ mimeType: 'application/zip' }))).toBe('document');
    expect(shapeOf('DOCUMENT', file())).toBe('document');
  });

  it('is asked for on the page’s own host', () => {
    expect(localPath('https://desk.example.com/media/1?thumbnail')).toBe('/media/1?thumbnail');
  });

  it('tells lengths and sizes as people do', () => {
    expect([3, 75, 3_725].map(durationText)).toEqual(['0:03', '1:15', '1:02:05']);
    expect([0, 900, 1_500, 23_400_000].map((size) => sizeText(size, 'en'))).toEqual([
      '0 byte',
      '900 byte',
      '1.5 kB',
      '23 MB',
    ]);
    expect(sizeText(1_500, 'pt-BR')).toBe('1,5 kB');
  });
});

describe('fileType', () => {
  it.each([
    ['proposta.PDF', 'application/octet-stream', 'pdf', 'PDF'],
    [null, 'application/pdf', 'pdf', 'PDF'],
    ['a.b.xlsx', 'application/zip', 'sheet', 'XLSX'],
    [null, 'text/plain; charset=utf-8', 'text', 'TXT'],
    ['desenho.dwg', 'application/octet-stream', 'other', 'DWG'],
    ['sem-nome', 'application/octet-stream', 'other', null],
  ])('%s of %s is %s', (fileName, mimeType, family, word) => {
    expect(fileType({ fileName, mimeType })).toMatchObject({ family, word });
  });
});
