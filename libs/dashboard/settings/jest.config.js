export default { displayName: 'dashboard-settings', preset: '../../../jest.web.preset.js' };
