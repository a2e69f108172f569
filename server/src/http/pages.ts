/** Which rows a list query asks for: `page` (from 1) wins over `offset`. */
export function window(query: { limit: number; offset?: number | undefined; page?: number | undefined }): { limit: number; offset: number } {
  const { limit, offset, page } = query;
  return { limit, offset: page === undefined ? (offset ?? 0) : (page - 1) * limit };
}

export function pagination(query: Parameters<typeof window>[0], total: number): { total: number; limit: number; offset: number; hasMore: boolean } {
  const { limit, offset } = window(query);
  return { total, limit, offset, hasMore: offset + limit < total };
}
