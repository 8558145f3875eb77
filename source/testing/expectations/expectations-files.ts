/** Where the expectations of a document are looked for: `main.expect.yaml`, `.yml` or `.json` beside `main.json`. */
export const getExpectationsFiles = (workflowFile: string): readonly string[] =>
	['yaml', 'yml', 'json'].map(ending => `${workflowFile.replace(/\.json$/i, '')}.expect.${ending}`);
