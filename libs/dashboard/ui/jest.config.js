export default { displayName: 'dashboard-ui', preset: '../../../jest.web.preset.js' };
