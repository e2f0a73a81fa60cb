package io.corral.programs.dubbo;

import org.apache.dubbo.config.ProtocolConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.ServiceConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;

/** Provides a {@link Greeter}. Arguments: the registry's address, the loopback port to listen on. Prints "provided". */
final class ProviderMain {
    private ProviderMain() {}

    /** Runs until it is killed, or leaves the registry when it is asked to end. */
    public static void main(String[] arguments) {
        String port = arguments[1];
        ProtocolConfig protocol = new ProtocolConfig("dubbo", Integer.parseInt(port));
        protocol.setHost("127.0.0.1");
        ServiceConfig<Greeter> service = new ServiceConfig<>();
        service.setInterface(Greeter.class);
        service.setRef(() -> port);
        DubboBootstrap.getInstance()
                .application("greeting-provider")
                .registry(new RegistryConfig(arguments[0]))
                .protocol(protocol)
                .service(service)
                .start();
        System.out.println("provided");
        DubboBootstrap.getInstance().await();
    }
}
