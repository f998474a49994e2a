export default { displayName: 'dashboard-worker', preset: '../../../jest.web.preset.js' };
