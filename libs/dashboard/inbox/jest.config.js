export default { displayName: 'dashboard-inbox', preset: '../../../jest.web.preset.js' };
