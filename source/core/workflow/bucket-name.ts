/*
The names S3 has ever allowed (the older rules of us-east-1 included), not today's lower-case ones only:
a workflow document may name a bucket of another S3 service.
*/
const legal = /^[A-Za-z\d][\w.-]{1,253}[A-Za-z\d]$/;

/** Whether any S3 service would take the name. */
export const isBucketName = (name: string): boolean => legal.test(name) && !name.includes('..');
