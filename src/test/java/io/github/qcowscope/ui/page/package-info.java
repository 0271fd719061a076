/** The window as a user sees and handles it: tests say what is done and seen, and these classes know how. */
package io.github.qcowscope.ui.page;
