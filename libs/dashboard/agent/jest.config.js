export default { displayName: 'dashboard-agent', preset: '../../../jest.web.preset.js' };
