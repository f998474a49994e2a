export default { displayName: 'server-outbound', preset: '../../../jest.preset.js' };
