/*
 * What the API answers about credentials, for `callApi`: fetched with the first answer, since most visits to a page of
 * tiles ask for none.
 */

const schemas = () => import("@/lib/credentials.ts");

export const summaryAnswer = async () => (await schemas()).credentialSummarySchema;
export const testAnswer = async () => (await schemas()).testResultSchema;
export const savedTestAnswer = async () => (await schemas()).savedTestResultSchema;
