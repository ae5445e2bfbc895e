@NullMarked
package org.tipstaff.web;

import org.jspecify.annotations.NullMarked;
