export default { displayName: 'dashboard-channels', preset: '../../../jest.web.preset.js' };
