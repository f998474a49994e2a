export default { displayName: 'server-inbox', preset: '../../../jest.preset.js' };
