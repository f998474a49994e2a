export default { displayName: 'dashboard-identity', preset: '../../../jest.web.preset.js' };
