import { unknownRoute } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = unknownRoute;
