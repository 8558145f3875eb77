import {createUnpermittedKey} from '../../../source/clouds/local/actions-api/api-error.js';
import {dispatchRoute} from '../../../source/clouds/local/actions-api/dispatch-route.js';
import {type Route} from '../../../source/clouds/local/actions-api/route.js';

const key = 'return_run_details';

/** A dispatch as GitHub Enterprise Server up to 3.20 takes it; other routes stay as they are. */
export const withoutRunDetails = (route: Route): Route => route === dispatchRoute
	? {
		...route,
		async handle(request, context) {
			const body = await request.readJson();
			if (typeof body === 'object' && body !== null && key in body) {
				throw createUnpermittedKey(key);
			}

			return route.handle(request, context);
		},
	}
	: route;
