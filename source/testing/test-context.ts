type Finish = () => Promise<void>;

/**
What is needed of a test framework: one way to say what is done when the tests are over.

- node-tap: the test itself, `t` (`teardown`)
- `node:test`: `{after}` of the module, for the whole file, or a test's own context
- Vitest: `{afterAll}` of the module, for the whole file, or a test's own context (`onTestFinished`)
*/
export type TestContext = {
	/** node-tap. */
	readonly teardown: (finish: Finish) => unknown;
} | {
	/** `node:test`, and node-tap's other name for it. */
	readonly after: (finish: Finish) => unknown;
} | {
	/** Vitest, and Jest. */
	readonly afterAll: (finish: Finish) => unknown;
} | {
	/** Vitest, within a test. */
	readonly onTestFinished: (finish: Finish) => unknown;
};

const hasTeardown = (value: unknown): value is Extract<TestContext, {readonly teardown: unknown}> =>
	typeof (value as {readonly teardown?: unknown} | undefined)?.teardown === 'function';

/** A subtest of node-tap knows its parents, so that what subtests share can last as long as the file. */
const getOutermost = (t: TestContext): TestContext => {
	let outermost = t;
	for (let {parent} = t as {readonly parent?: unknown}; hasTeardown(parent); {parent} = parent as {readonly parent?: unknown}) {
		outermost = parent;
	}

	return outermost;
};

/** Has `finish` called when the test file is over, or where the framework does not tell, when the test is. */
export const onEnd = (t: TestContext, finish: Finish): void => {
	const outermost = getOutermost(t);
	if ('teardown' in outermost) {
		outermost.teardown(finish);
	} else if ('after' in outermost) {
		outermost.after(finish);
	} else if ('afterAll' in outermost) {
		outermost.afterAll(finish);
	} else {
		outermost.onTestFinished(finish);
	}
};
