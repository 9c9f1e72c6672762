/** The id of the list of papers, of which there is one on the page: the search box leads into it. */
export const paperListId = 'paper-list';
