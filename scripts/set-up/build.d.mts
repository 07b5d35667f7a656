export declare const serverFile: string;
export declare const commandFile: (name: string) => string;
export declare function buildServer(): Promise<void>;
export default function buildForTests(): Promise<void>;
