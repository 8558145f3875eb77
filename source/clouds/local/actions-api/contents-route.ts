import {trimEndSlashes} from '../../../core/text/trim-slashes.js';
import {getRepository, readFiles} from './api-context.js';
import {createNotFound} from './api-error.js';
import {type Route} from './route.js';

/** One file of a repository, byte for byte: what `Accept: application/vnd.github.raw+json` asks for, in which the executor reads the document. */
export const contentsRoute: Route = {
	method: 'GET',
	path: '/repos/:owner/:repo/contents/*path',
	handle({url, params}, context) {
		const repository = getRepository(context, params);
		const files = readFiles(context, repository, url.searchParams.get('ref') ?? repository.defaultBranch);
		const bytes = files.get(trimEndSlashes(params['path'] ?? ''));
		if (!bytes) {
			throw createNotFound();
		}

		return {status: 200, bytes, contentType: 'application/vnd.github.raw+json; charset=utf-8'};
	},
};
