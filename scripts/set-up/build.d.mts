export declare const serverFile: string;
export default function buildServer(): Promise<void>;
