export default { displayName: 'server-agent', preset: '../../../jest.preset.js' };
