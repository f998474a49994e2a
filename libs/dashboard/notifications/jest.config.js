export default { displayName: 'dashboard-notifications', preset: '../../../jest.web.preset.js' };
