/** Gives components that are tested by themselves the look of the page. */
import '../theme.css';
