import {basename, posix} from 'node:path';
import {trimEndSlashes} from '../../../core/text/trim-slashes.js';

const squeeze = (path: string): string => trimEndSlashes(path).replaceAll(/\/+/gu, '/');

/** What Python's pathlib makes of `folder / file`: an absolute file wins, `.` and empty segments disappear, `..` stays. */
const joinAsPathlib = (folder: string, file: string): string => {
	const path = file.startsWith('/') ? file : `${folder}/${file}`;
	const segments = path.split('/').filter(segment => segment !== '' && segment !== '.');
	const isAbsolute = file.startsWith('/') || folder.startsWith('/');
	return `${isAbsolute ? '/' : ''}${segments.join('/')}` || '.';
};

/** The S3 key of `remote_folder` and `remote_file` (s3_api/put_file.py). */
export const getRemoteKey = (remoteFolder: string, remoteFile: string): string => joinAsPathlib(squeeze(remoteFolder), squeeze(remoteFile));

/** The local path of `local_folder` and `local_file` as FaaSr's messages show it, relative to the action's folder unless absolute. */
export const getLocalPath = (localFolder: string, localFile: string): string =>
	localFolder === '.' && posix.normalize(localFile) !== basename(localFile)
		? joinAsPathlib('', localFile.startsWith('/') ? localFile : `./${localFile}`)
		: joinAsPathlib(squeeze(localFolder), squeeze(localFile));
