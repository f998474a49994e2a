export default { displayName: 'dashboard-data-access', preset: '../../../jest.web.preset.js' };
