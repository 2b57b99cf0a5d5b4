// There is nothing here but types.
export {};
