export default { displayName: 'server-crm', preset: '../../../jest.preset.js' };
