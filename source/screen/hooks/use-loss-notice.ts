import {useEffect, useSyncExternalStore} from 'react';
import {type LogStore} from '../../run/runner/run-store.js';

/** Says once when the oldest lines of the log can no longer be kept. */
export const useLossNotice = ({subscribe, lines}: LogStore, dispatch: (action: {type: 'say'; text: string}) => void): void => {
	const loss = useSyncExternalStore(subscribe, lines.describeLoss);
	useEffect(() => {
		if (loss !== undefined) {
			dispatch({type: 'say', text: loss});
		}
	}, [loss, dispatch]);
};
