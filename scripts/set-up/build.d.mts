export declare const serverFile: string;
export declare const buildServer: () => Promise<void>;
export default buildServer;
