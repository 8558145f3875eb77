import {type AddCommand} from './command-context.js';
import {addCompletionCommand} from './completion/add-completion.js';
import {addCatCommand} from './files/add-cat-command.js';
import {addFilesCommand} from './files/add-files-command.js';
import {addGetCommand} from './files/add-get-command.js';
import {addRegisterCommand} from './register/add-register-command.js';
import {addGraphCommand} from './graph/add-graph-command.js';
import {addDoctorCommand} from './doctor/add-doctor-command.js';
import {addLogsCommand} from './logs/add-logs-command.js';
import {addNewCommand} from './new/add-new-command.js';
import {addLsCommand} from './ls/add-ls-command.js';
import {addReportCommand} from './report/add-report-command.js';
import {addReplayCommand} from './replay/add-replay-command.js';
import {addResumeCommand} from './resume/add-resume-command.js';
import {addWatchCommand} from './watch/add-watch-command.js';
import {addRunCommand} from './run/add-run-command.js';
import {addValidateCommand} from './validate/add-validate-command.js';

/** Every command, in the order `--help` lists them. */
export const addCommands: readonly AddCommand[] = [
	addRunCommand,
	addNewCommand,
	addValidateCommand,
	addGraphCommand,
	addDoctorCommand,
	addRegisterCommand,
	addLogsCommand,
	addLsCommand,
	addFilesCommand,
	addGetCommand,
	addCatCommand,
	addReportCommand,
	addResumeCommand,
	addReplayCommand,
	addWatchCommand,
	addCompletionCommand,
];
