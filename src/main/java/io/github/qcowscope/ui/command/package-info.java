/**
 * What a user can ask the window for: each {@link io.github.qcowscope.ui.command.Command} once, with its text, key and
 * icon, and the menus, buttons and sheet of keys that are made of them. What a command does is said by the window
 * itself.
 */
@NullMarked
package io.github.qcowscope.ui.command;

import org.jspecify.annotations.NullMarked;
