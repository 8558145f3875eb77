import {Component, type ReactNode} from 'react';

type CrashBoundaryProps = {
	readonly onCrash: (error: unknown) => void;
	readonly children: ReactNode;
};

type CrashBoundaryState = {readonly hasCrashed: boolean};

/** Draws nothing more once a component has thrown, and hands the error on. React knows error boundaries as classes only. */
export class CrashBoundary extends Component<CrashBoundaryProps, CrashBoundaryState> {
	static getDerivedStateFromError(): CrashBoundaryState {
		return {hasCrashed: true};
	}

	override readonly state: CrashBoundaryState = {hasCrashed: false};

	override componentDidCatch(error: unknown): void {
		this.props.onCrash(error);
	}

	override render(): ReactNode {
		return this.state.hasCrashed ? undefined : this.props.children;
	}
}
