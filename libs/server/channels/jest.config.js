export default { displayName: 'server-channels', preset: '../../../jest.preset.js' };
