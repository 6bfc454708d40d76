/** How to reach one database; what `pg` and Prisma's adapter both take. */
export type DatabaseConnection = {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  ssl?: boolean | object | undefined;
};

export function urlOf({ host, port, user, password, database }: DatabaseConnection): string {
  const [name, secret] = [encodeURIComponent(user), encodeURIComponent(password)];
  return `postgresql://${name}:${secret}@${host}:${port}/${encodeURIComponent(database)}`;
}
