package org.tipstaff.disclosure;

import java.util.HashMap;
import java.util.Map;
import org.tipstaff.ApplicationResource;

/** The application, with volumes so small that a test fills several. */
public class VolumesResource extends ApplicationResource {
    static final int SIGNED = 10;
    static final int FURTHER = 25;

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(super.start());
        settings.put("tipstaff.disclosure.signed-rows", Integer.toString(SIGNED));
        settings.put("tipstaff.disclosure.volume-rows", Integer.toString(FURTHER));
        return settings;
    }
}
