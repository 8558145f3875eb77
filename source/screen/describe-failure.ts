export {describeBriefly as describeFailure} from '../ports/errors/describe-failure.js';
