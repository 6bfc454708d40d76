/** The request header in which a page finds its own path and query. Whatever a visitor sends in it is replaced. */
export const PATH_HEADER = "x-tessera-path";
