const target = `http://127.0.0.1:${process.env.PROSA_API_PORT || 3000}`;

export default { '/graphql': { target, ws: true }, '/media': { target } };
