export * from './graphql-socket';
export * from './outside-world';
export * from './start-product';
