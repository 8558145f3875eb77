import t from 'tap';
import {describeLocalCloud} from '../../../source/clouds/local/describe-local-cloud.js';
import {type WorkflowDocument} from '../../../source/core/workflow/document.js';
import {buildDocument} from '../../support/workflows/build-document.js';

const document = buildDocument({start: []}, {Secrets: ['NPM_TOKEN', 'NOT_SET']}) as WorkflowDocument;
const facts = {dataDir: '/data'};

t.test('whoever starts functions here is told what they can reach and are given, by name', async t => {
	t.equal(describeLocalCloud(document, {...facts, secrets: {NPM_TOKEN: 'canary', OTHER: 'x'}}).at(-1), 'Functions run as you, with all your files, and are given the secrets that the document asks for: NPM_TOKEN.');
	t.equal(describeLocalCloud(document, {...facts, secrets: {}}).at(-1), 'Functions run as you, with all your files.');
});

t.test('where nothing is started there is nothing to say of it', async t => {
	t.notMatch(describeLocalCloud(document, facts).join(' '), /run as you/u);
});
