import path from 'node:path';
import {findApiUrl} from '../../clouds/credentials/api-url.js';
import {findCredential} from '../../clouds/credentials/find-credential.js';
import {pickSettings} from '../../clouds/credentials/settings.js';
import {type AddCommand} from '../command-context.js';
import {type NewOptions} from './new-options.js';
import {shapeNames} from './shapes.js';
import {storePresetNames} from './stores.js';

/** `faasr-tui new [name]`: writes a workflow to begin with. */
export const addNewCommand: AddCommand = (parser, context) => parser.command(
	'new [name]',
	'Write a new workflow: document, functions, expectations, .env',
	builder => builder
		.positional('name', {type: 'string', describe: 'Name of the workflow: letters, digits and hyphens'})
		.options({
			from: {type: 'string', describe: 'Import a document and its functions: a file, or its address on github.com'},
			shape: {choices: shapeNames, describe: 'What the graph looks like. Default: chain'},
			language: {type: 'string', describe: 'python or r; for one action such as plot=r; several with commas. Default: python'},
			repository: {type: 'string', describe: 'GitHub repository as owner/name. Default: GITHUB_REPOSITORY, or the origin of git'},
			branch: {type: 'string', default: 'main', describe: 'Its branch'},
			store: {choices: storePresetNames, describe: 'Service of the data store. Default: aws'},
			bucket: {type: 'string', describe: 'Name of the bucket'},
			endpoint: {type: 'string', describe: 'Address of the S3 service, in place of the one of --store'},
			region: {type: 'string', describe: 'Region of the bucket'},
			dir: {type: 'string', default: '.', describe: 'Folder to write to'},
			force: {type: 'boolean', default: false, describe: 'Replace files that are there already'},
			yes: {type: 'boolean', alias: 'y', default: false, describe: 'Ask nothing; without a terminal nobody is asked'},
		}),
	async argv => {
		const {ask} = await import('../ask.js');
		const {name, shape, language, repository, store, bucket, endpoint, region} = argv;
		const settings = context.loadSettings();
		const options: NewOptions = {
			answers: {name, shape, language, repository, store, bucket, endpoint, region},
			folder: path.resolve(argv.dir),
			branch: argv.branch,
			shouldReplace: argv.force,
			ask: context.isInteractive && !argv.yes ? async question => ask(question, {message: 'Nothing was written: a question was left unanswered.', hint: 'Add --yes to be asked nothing.'}) : undefined,
			env: pickSettings(settings),
			stdout: context.stdout,
		};
		if (argv.from === undefined) {
			const {newCommand} = await import('./new.js');
			context.exitWith(await newCommand(options));
			return;
		}

		const {importDocument} = await import('./import-document.js');
		const token = findCredential(options.env, ['GITHUB_TOKEN', 'GH_PAT']);
		context.exitWith(await importDocument({
			...options,
			from: argv.from,
			readFile: context.readFile,
			fetchOptions: {apiUrl: findApiUrl(settings, token === undefined ? [] : [token.variable]), ...(token !== undefined && {token: token.value})},
		}));
	},
);
