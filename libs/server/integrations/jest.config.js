export default { displayName: 'server-integrations', preset: '../../../jest.preset.js' };
