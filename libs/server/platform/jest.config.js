export default { displayName: 'server-platform', preset: '../../../jest.preset.js' };
